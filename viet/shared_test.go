package viet

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

// sharedLines decodes a file of labelled examples that lies beside the
// repository, and skips the test where it does not.
func sharedLines[T any](t *testing.T, name string) []T {
	t.Helper()
	b, err := os.ReadFile("../../shared/data/" + name)
	if err != nil {
		t.Skip("no shared data")
	}
	var list []T
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan(); {
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}
