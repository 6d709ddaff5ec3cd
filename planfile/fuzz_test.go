package planfile

import (
	"os"
	"path/filepath"
	"testing"
)

// Ensure that no text makes the reader panic, double a code or invent a date.
func FuzzText(f *testing.F) {
	names, _ := filepath.Glob("testdata/texts/*.txt")
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(data)
		}
	}
	f.Add([]byte("KẾ HOẠCH\nI. NHIỆM VỤ\n1.\n1)\n(1)\na)\n•\nĐiều 1.\nNhiệm vụ 1:\nPhần thứ nhất"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := Text(data); err == nil {
			checkDocument(t, d)
			checkNothingLost(t, data)
		}
	})
}

// Ensure the same of YAML.
func FuzzYAML(f *testing.F) {
	if data, err := os.ReadFile("../examples/plan.yaml"); err == nil {
		f.Add(data)
	}
	f.Add([]byte("plan: {title: a}\nareas: [{title: b, tasks: [{title: c, deadline: Quý I}]}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := YAML(data); err == nil {
			checkDocument(t, d)
		}
	})
}
