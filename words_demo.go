package main

// demoHistory is what the people of the sample office did on the Friday.
var demoHistory = []deed{}
