// Command count counts the tests in the output of go test -json. With
// -failures it prints the output of those that failed instead.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
)

type event struct {
	Action, Package, Test, Output string
}

func main() {
	failures := flag.Bool("failures", false, "print the output of failed tests")
	flag.Parse()
	f, err := os.Open(flag.Arg(0))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	passed, failed := 0, 0
	output := map[[2]string]string{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue // a line of the toolchain
		}
		key := [2]string{e.Package, e.Test}
		switch {
		case e.Action == "output" && *failures:
			output[key] += e.Output
		case e.Action == "build-output" && *failures:
			fmt.Print(e.Output)
		case e.Action == "fail":
			failed++
			fmt.Print(output[key])
		case e.Action == "pass" && e.Test != "":
			passed++
		}
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 {
		os.Exit(1)
	}
}
