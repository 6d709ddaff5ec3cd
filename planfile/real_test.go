package planfile

import (
	"encoding/json"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	name := os.Getenv("DUMP")
	if name == "" {
		t.SkipNow()
	}
	data, _ := os.ReadFile(name)
	d, err := Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := json.MarshalIndent(d, "", " ")
	os.Stdout.Write(b)
}
