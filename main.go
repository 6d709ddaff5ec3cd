// Command dondoc is a Telegram bot that follows up the yearly plan of a public
// office. Package main holds the flags, the configuration, the wiring and the
// demo; it decides nothing about the office.
package main

const defaultEndpoint = "https://api.telegram.org/bot%s/%s"

func main() {}
