// Makes the examples that the Java engine is held against: each is a template and its data, and what Go's text/template
// with Sprig makes of them, or that it fails. See README.md.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"

	"github.com/Masterminds/sprig/v3"
	"sigs.k8s.io/yaml"
)

// example is one line of a file of examples.
type example struct {
	Template   string  `json:"template"`
	Data       string  `json:"data"`
	Functions  string  `json:"functions"`
	MissingKey string  `json:"missingKey"`
	Output     *string `json:"output,omitempty"`
	// Fails says when: PARSING or RENDERING.
	Fails string `json:"fails,omitempty"`
	// Why is Go's own message, for people.
	Why string `json:"why,omitempty"`
}

// Everything at this time, in this zone.
var now = time.Date(2024, 2, 29, 13, 4, 5, 678000000, berlin())

func berlin() *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return zone
}

func main() {
	time.Local = berlin()
	folder := os.Args[1]
	for topic, cases := range topics() {
		var lines bytes.Buffer
		out := json.NewEncoder(&lines)
		out.SetEscapeHTML(false)
		for _, c := range cases {
			if err := out.Encode(render(c)); err != nil {
				panic(err)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, topic+".jsonl"), lines.Bytes(), 0o644); err != nil {
			panic(err)
		}
		fmt.Printf("%s: %d\n", topic, len(cases))
	}
}

func render(c example) example {
	if c.Data == "" {
		c.Data = standardData
	}
	if c.Functions == "" {
		c.Functions = "standard"
	}
	if c.MissingKey == "" {
		c.MissingKey = "default"
	}
	t := template.New("t").Option("missingkey=" + c.MissingKey)
	if c.Functions == "standard" {
		t = t.Funcs(functions())
	}
	parsed, err := t.Parse(c.Template)
	if err != nil {
		c.Fails, c.Why = "PARSING", err.Error()
		return c
	}
	var out strings.Builder
	if err := parsed.Execute(&out, decode(c.Data)); err != nil {
		c.Fails, c.Why = "RENDERING", err.Error()
		return c
	}
	text := out.String()
	c.Output = &text
	return c
}

// decode reads JSON with whole numbers as int64 and others as float64.
func decode(text string) any {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var data any
	if err := decoder.Decode(&data); err != nil {
		panic(fmt.Sprintf("%v: %s", err, text))
	}
	return numbers(data)
}

func numbers(data any) any {
	switch data := data.(type) {
	case json.Number:
		if whole, err := data.Int64(); err == nil {
			return whole
		}
		real, err := data.Float64()
		if err != nil {
			panic(err)
		}
		return real
	case map[string]any:
		for key, value := range data {
			data[key] = numbers(value)
		}
	case []any:
		for i, value := range data {
			data[i] = numbers(value)
		}
	}
	return data
}

func functions() template.FuncMap {
	all := sprig.TxtFuncMap()
	all["now"] = func() time.Time { return now }
	all["toYaml"] = func(value any) (string, error) {
		text, err := yaml.Marshal(value)
		return strings.TrimSuffix(string(text), "\n"), err
	}
	all["getNested"] = func(value any, path string) any {
		found, _ := nested(value, path)
		return found
	}
	all["hasNested"] = func(value any, path string) bool {
		_, has := nested(value, path)
		return has
	}
	all["getMapValue"] = func(value any, key string) any {
		found, _ := child(value, key)
		return found
	}
	return all
}

func nested(value any, path string) (any, bool) {
	for _, name := range strings.Split(path, ".") {
		found, has := child(value, name)
		if !has {
			return nil, false
		}
		value = found
	}
	return value, true
}

func child(value any, key string) (any, bool) {
	entries, is := value.(map[string]any)
	if !is {
		return nil, false
	}
	found, has := entries[key]
	return found, has
}
