// Command dondoc is a Telegram bot that follows up the yearly plan of a public
// office. Package main holds the flags, the configuration, the wiring and the
// demo; it decides nothing about the office.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // an office's zone must be known on every machine
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := dispatch(ctx, os.Args[1:], terminal())
	stop()
	os.Exit(code)
}
