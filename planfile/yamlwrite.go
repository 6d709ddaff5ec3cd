package planfile

import (
	"bytes"

	"github.com/goccy/go-yaml"
)

// The YAML form as it is written: the same keys that YAML reads, in its order.
type (
	yamlPlan struct {
		Number string `yaml:"number,omitempty"`
		Date   string `yaml:"date,omitempty"`
		Title  string `yaml:"title"`
		Issuer string `yaml:"issuer,omitempty"`
		Parent string `yaml:"parent,omitempty"`
		Signer string `yaml:"signer,omitempty"`
		Year   int    `yaml:"year,omitempty"`
	}
	yamlTask struct {
		Code        string   `yaml:"code"`
		Title       string   `yaml:"title"`
		Text        string   `yaml:"text,omitempty"`
		Lead        []string `yaml:"lead,omitempty"`
		Support     []string `yaml:"support,omitempty"`
		Deliverable string   `yaml:"deliverable,omitempty"`
		Deadline    string   `yaml:"deadline,omitempty"`
	}
	yamlArea struct {
		Code  string     `yaml:"code"`
		Title string     `yaml:"title"`
		Tasks []yamlTask `yaml:"tasks,omitempty"`
	}
	yamlTarget struct {
		Area       string  `yaml:"area,omitempty"`
		Value      float64 `yaml:"value"`
		Unit       string  `yaml:"unit,omitempty"`
		Comparison string  `yaml:"comparison"`
		Text       string  `yaml:"text,omitempty"`
	}
	yamlFile struct {
		Plan    yamlPlan     `yaml:"plan"`
		Areas   []yamlArea   `yaml:"areas"`
		Targets []yamlTarget `yaml:"targets,omitempty"`
	}
)

// WriteYAML writes a document in the form that YAML reads: areas in order, the
// tasks of each in theirs. Suggestions and problems are not part of the form.
func WriteYAML(d Document) ([]byte, error) {
	h := d.Plan
	out := yamlFile{Plan: yamlPlan{h.Number, h.Date.String(), h.Title, h.Issuer, h.Parent, h.Signer, h.Year}}
	for _, a := range d.Areas {
		ya := yamlArea{Code: a.Code, Title: a.Title}
		for _, t := range d.Tasks {
			if t.Area != a.Code {
				continue
			}
			yt := yamlTask{t.Code, t.Title, t.Text, t.Lead, t.Support, t.Deliverable, t.Deadline.Raw}
			if t.Text == t.Title {
				yt.Text = ""
			}
			ya.Tasks = append(ya.Tasks, yt)
		}
		out.Areas = append(out.Areas, ya)
	}
	for _, t := range d.Targets {
		out.Targets = append(out.Targets, yamlTarget(t))
	}
	var b bytes.Buffer
	err := yaml.NewEncoder(&b, yaml.IndentSequence(true)).Encode(out)
	return b.Bytes(), err
}
