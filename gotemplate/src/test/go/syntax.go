package main

// What most examples are rendered with.
const standardData = `{"name":"alpha","n":3,"neg":-7,"big":1234567890123,"f":1.5,"whole":2.0,"large":1e21,"tiny":0.00001,"yes":true,"no":false,"null":null,` +
	`"empty":"","zero":0,"text":"a \"b\" <c> & 'd'","lines":"x\ny\n","uni":"grün 世界 😀","list":["b","a","c"],"nums":[3,1,2],"mixed":[1,"two",3.5,true,null,["x"],{"k":"v"}],` +
	`"none":[],"nomap":{},"map":{"b":2,"a":1,"c":{"d":"deep","e":[1,2]}},"rows":[{"id":1,"tag":"x"},{"id":2},{"id":3,"tag":"z"}],"dash-key":"d"}`

func templates(texts ...string) []example {
	all := make([]example, 0, len(texts))
	for _, text := range texts {
		all = append(all, example{Template: text})
	}
	return all
}

func plain(texts ...string) []example {
	all := templates(texts...)
	for i := range all {
		all[i].Functions = "builtIn"
	}
	return all
}

func missing(option string, texts ...string) []example {
	all := templates(texts...)
	for i := range all {
		all[i].MissingKey = option
	}
	return all
}

func with(data string, texts ...string) []example {
	all := templates(texts...)
	for i := range all {
		all[i].Data = data
	}
	return all
}

func joined(groups ...[]example) []example {
	var all []example
	for _, group := range groups {
		all = append(all, group...)
	}
	return all
}

func topics() map[string][]example {
	return map[string][]example{
		"syntax":      syntax(),
		"builtins":    builtins(),
		"strings":     stringCases(),
		"collections": collections(),
		"values":      values(),
		"stacks":      stacks(),
		"random":      randomTemplates(randomSeed, randomCount),
		"texts":       randomTexts(randomSeed, textCount),
	}
}

func syntax() []example {
	return joined(templates(
		``, `plain`, `{{.name}}`, `a{{.name}}b`, `{{ .name }}`, "{{\n.name\n}}", "{{\t.name\t}}", `{{"{{"}}`, "{{`{{raw}}`}}", "{{`a\\n`}}", `{{"a\n\t\"\\\x41\u00e9\U0001F600\101"}}`,
		`}}`, `{ { .name } }`, `{{`, `{{.name`, `{{.name}`, `{{}}`, `{{ }}`, `{{/* c */}}`, `a {{- /* c */ -}} b`, `a {{/* c */ -}} b`, `{{ /* c */}}`, `{{/* c */ }}`, `{{/* c`, `{{/* a */ /* b */}}`,
		"a {{- .name -}} b", "a \n\t {{- .name -}} \r\n b", "a {{-.name}} b", "a {{.name-}} b", "a {{- .name}} b", "a {{.name -}} b", "{{3 -}} < {{- 4}}", "{{-3}}", "{{- 3}}", "{{ -3 }}", "{{3 - }}", "x {{- -3 -}} y",
		"  {{- \"\" -}}  ", "a  {{- if true -}}  b  {{- else -}}  c  {{- end -}}  d",
		`{{.}}`, `{{$}}`, `{{$.name}}`, `{{.map.c.d}}`, `{{.map.c.e}}`, `{{.missing}}`, `{{.missing.more}}`, `{{.null}}`, `{{.null.more}}`, `{{.name.more}}`, `{{.list.more}}`, `{{.n.more}}`, `{{.map.x.y.z}}`,
		`{{(index .rows 0).id}}`, `{{(index .rows 1).tag}}`, `{{(.map).c.d}}`, `{{(.map.c).d}}`, `{{.map .c}}`, `{{ .map.c .name }}`, `{{.name 1}}`, `{{1 2}}`, `{{"a" "b"}}`, `{{. .}}`, `{{nil}}`, `{{nil.x}}`, `{{true.x}}`, `{{"a".x}}`, `{{..}}`, `{{.a..b}}`, `{{.map.}}`,
		`{{1}} {{-1}} {{+1}} {{1.5}} {{1e3}} {{0x1F}} {{0b101}} {{0o17}} {{017}} {{1_000}} {{'a'}} {{'\n'}} {{'世'}} {{.5}} {{5.}} {{1e-7}} {{1e21}} {{0x1p4}}`, `{{08}}`, `{{1__0}}`, `{{0x}}`, `{{1e999}}`, `{{9223372036854775807}}`, `{{9223372036854775808}}`, `{{18446744073709551616}}`, `{{-9223372036854775808}}`, `{{'ab'}}`, `{{''}}`, `{{'a}}`, `{{"a}}`, "{{`a}}", `{{"\q"}}`, `{{"\'"}}`, `{{'\"'}}`, `{{'\''}}`, `{{1a}}`, `{{1.2.3}}`,
		`{{true}} {{false}}`, `{{if .yes}}y{{end}}`, `{{if .no}}y{{end}}`, `{{if .no}}y{{else}}n{{end}}`, `{{if .no}}a{{else if .yes}}b{{else}}c{{end}}`, `{{if .no}}a{{else if .no}}b{{else}}c{{end}}`, `{{if .no}}a{{else}}{{if .yes}}b{{end}}{{end}}`, `{{if}}x{{end}}`, `{{if .yes}}x`, `{{if .yes}}x{{else}}y`, `{{end}}`, `{{else}}`, `{{if .yes}}{{else}}{{else}}{{end}}`, `{{if .yes}}a{{else with .no}}b{{end}}`, `{{if .yes}}a{{end .}}`, `{{if .yes}}a{{else .}}b{{end}}`,
		`{{if .name}}1{{end}}{{if .empty}}2{{end}}{{if .n}}3{{end}}{{if .zero}}4{{end}}{{if .list}}5{{end}}{{if .none}}6{{end}}{{if .map}}7{{end}}{{if .nomap}}8{{end}}{{if .null}}9{{end}}{{if .missing}}10{{end}}{{if .f}}11{{end}}{{if 0.0}}12{{end}}`,
		`{{with .name}}{{.}}{{end}}`, `{{with .empty}}{{.}}{{else}}none of {{.name}}{{end}}`, `{{with .map}}{{.a}}{{with .c}}{{.d}}{{$.name}}{{end}}{{end}}`, `{{with $x := .name}}{{$x}}{{.}}{{end}}`, `{{with .no}}a{{else with .yes}}{{.}}{{else}}c{{end}}`, `{{with .no}}a{{else with .no}}{{.}}{{else}}c{{end}}`, `{{with}}x{{end}}`, `{{with .no}}a{{else if .yes}}b{{end}}`,
		`{{range .list}}[{{.}}]{{end}}`, `{{range .none}}x{{else}}none{{end}}`, `{{range .null}}x{{else}}none{{end}}`, `{{range .missing}}x{{else}}none{{end}}`, `{{range $i, $x := .list}}{{$i}}={{$x}};{{end}}`, `{{range $x := .list}}{{$x}}{{.}};{{end}}`, `{{range .map}}{{.}};{{end}}`, `{{range $k, $v := .map}}{{$k}}={{$v}};{{end}}`, `{{range $k, $v := .nomap}}x{{else}}none {{$k}}{{end}}`, `{{range 3}}{{.}}{{end}}`, `{{range $i := 3}}{{$i}}{{end}}`, `{{range $i, $j := 3}}{{$i}}{{end}}`, `{{range .n}}{{.}}{{end}}`, `{{range 0}}x{{else}}none{{end}}`, `{{range -2}}x{{else}}none{{end}}`, `{{range .name}}{{.}}{{end}}`, `{{range .f}}{{.}}{{end}}`, `{{range .yes}}{{.}}{{end}}`, `{{range}}x{{end}}`, `{{range .mixed}}<{{.}}>{{end}}`, `{{range .rows}}{{.id}}{{.tag}};{{end}}`, `{{range $i, $x, $y := .list}}{{end}}`, `{{range $i, := .list}}{{$i}}{{end}}`, `{{range $i, 1 := .list}}{{end}}`, `{{range 1.5}}{{end}}`,
		`{{range .list}}{{if eq . "a"}}{{break}}{{end}}{{.}}{{end}}`, `{{range .list}}{{if eq . "a"}}{{continue}}{{end}}{{.}}{{end}}`, `{{range .list}}{{range $.nums}}{{if eq . 1}}{{break}}{{end}}{{.}}{{end}};{{end}}`, `{{range .map}}{{break}}{{else}}x{{end}}`, `{{break}}`, `{{continue}}`, `{{if .yes}}{{break}}{{end}}`, `{{range .list}}{{else}}{{break}}{{end}}`, `{{range .list}}{{break .}}{{end}}`, `{{range .list}}{{with .}}{{continue}}{{end}}x{{end}}`, `{{range .list}}{{define "x"}}{{end}}{{end}}`, `{{range .list}}{{block "x" .}}{{break}}{{end}}{{end}}`,
		`{{range .none}}{{else}}a{{end}}`, `{{range .mixed}}{{with .}}{{.}},{{end}}{{end}}`, `{{range .rows}}{{.tag | default "-"}}{{end}}`, `{{range .mixed}}{{.x}}{{end}}`,
		`{{$x := 1}}{{$x}}`, `{{$x := 1}}{{$x = 2}}{{$x}}`, `{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}`, `{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}`, `{{$x := 1}}{{range .list}}{{$x = .}}{{end}}{{$x}}`, `{{$x := .map}}{{$x.c.d}}`, `{{$x}}`, `{{$x = 1}}`, `{{$x = 1}}{{$x}}`, `{{if $x := .name}}{{$x}}{{else}}{{$x}}{{end}}`, `{{if $x := .name}}{{end}}{{$x}}`, `{{$x := .name | upper}}{{$x}}`, `{{$x := 1 | add 2}}{{$x}}`, `{{$x, $y := 1}}`, `{{ $x:=1 }}{{$x}}`, `{{$x :1}}`, `{{$ := 1}}{{$}}`, `{{$x := $y}}`, `{{with $y := 3}}{{$y}}{{end}}`, `{{$x := 1}}{{$y := $x}}{{$x = 5}}{{$y}}{{$x}}`, `{{$a_b1 := 3}}{{$a_b1}}`, `{{$x := nil}}`, `{{$x := .null}}{{$x}}{{$x.y}}`, `{{$i := 9}}{{range $i, $x := .list}}{{$i}}{{end}}{{$i}}`, `{{$i := 9}}{{$x := 8}}{{range $i, $x = .list}}{{$i}}{{end}}{{$i}}{{$x}}`, `{{$x := 8}}{{range $x = .list}}{{end}}{{$x}}`, `{{$x 1}}`, `{{$x := 1}}{{$x 1}}`, `{{$x := 1}}{{$x.y}}`, `{{(1 | add 2) | add 3}}`,
		`{{define "a"}}[{{.}}]{{end}}{{template "a" .name}}`, `{{template "a" .name}}{{define "a"}}[{{.}}]{{end}}`, `{{define "a"}}[{{.}}]{{end}}{{template "a"}}`, `{{define "a"}}[{{$}}]{{end}}{{template "a" .n}}`, `{{$x := 1}}{{define "a"}}{{$x}}{{end}}{{template "a"}}`, `{{template "nowhere"}}`, `{{if .no}}{{template "nowhere"}}{{end}}`, `{{define "a"}}1{{end}}{{define "a"}}2{{end}}`, `{{define "a"}}{{end}}{{define "a"}}2{{end}}{{template "a"}}`, `{{define "a"}}1{{end}}{{define "a"}} {{end}}{{template "a"}}`, `{{block "b" .name}}<{{.}}>{{end}}`, `{{block "b" .name}}<{{.}}>{{end}}{{template "b" 2}}`, `{{block "b" .name}}1{{end}}{{block "b" .}}2{{end}}`, `{{block "b"}}x{{end}}`, `{{define a}}{{end}}`, `{{define "a"}}`, `{{define "a" .}}{{end}}`, `{{template a}}`, `{{template}}`, `{{template "a" . 1}}{{define "a"}}{{end}}`, "{{define `a`}}x{{end}}{{template `a`}}", `{{define "r"}}{{if gt . 0}}{{.}}{{template "r" (sub . 1 | int)}}{{end}}{{end}}{{template "r" 4}}`, `{{define "a"}}{{template "b" .}}{{end}}{{define "b"}}<{{.}}>{{end}}{{template "a" .n}}`, `{{if .yes}}{{define "a"}}{{end}}{{end}}`, `{{define "t"}}x{{end}}`, `{{define "t"}}x{{end}}y`, `{{define "a"}}x{{else}}{{end}}`, `{{define "a"}}{{define "b"}}{{end}}{{end}}`, `{{template "a" .name | upper}}{{define "a"}}{{.}}{{end}}`,
		`{{.name | upper}}`, `{{.name | upper | lower | quote}}`, `{{"a" | printf "%s-%s" "b"}}`, `{{.name | 1}}`, `{{.name | "a"}}`, `{{.name | .n}}`, `{{.name | .}}`, `{{.name | nil}}`, `{{.name | $}}`, `{{| .name}}`, `{{.name |}}`, `{{.name | }}`, `{{.name || upper}}`, `{{upper .name | len}}`, `{{(upper .name)}}`, `{{(upper .name) | len}}`, `{{((.name))}}`, `{{(.name}}`, `{{.name)}}`, `{{()}}`, `{{print (1) (2)}}`, `{{print (print 1 2) 3}}`, `{{nothere .name}}`, `{{if nothere}}{{end}}`, `{{.name | nothere}}`, `{{upper}}`, `{{upper .name .name}}`, `{{upper 1}}`, `{{upper .n}}`, `{{upper .missing}}`, `{{upper .null}}`, `{{upper nil}}`, `{{.missing | upper}}`, `{{repeat 3 "ab"}}`, `{{repeat .n "ab"}}`, `{{repeat "3" "ab"}}`, `{{repeat 1.0 "ab"}}`, `{{repeat 1.5 "ab"}}`, `{{upper true}}`, `{{ternary 1 2 .yes}}`, `{{ternary 1 2 1}}`, `{{print .name.x}}`, `{{print.name}}`, `{{upper .name.}}`, `{{(print "x").y}}`, `{{(dict "a" 1).a}}`, `{{(dict "a" (dict "b" 2)).a.b}}`, `{{print(1)}}`, `{{print (1)(2)}}`, `{{print 1(2)}}`, `{{.name,.n}}`, `{{,}}`, `{{#}}`, `{{.dash-key}}`, `{{index . "dash-key"}}`, `{{ümlaut}}`, `{{.ümlaut}}`, `{{.name!}}`, `{{=}}`, `{{:=}}`, `{{.name := 1}}`, `{{end }}`, "{{if .yes}}\n{{- range .list }}\n- {{ . }}\n{{- end }}\n{{- end }}\n", "{{\"a\nb\"}}", "{{`a\nb\r`}}", `{{break}}{{.`, `{{if true}}{{range .list}}{{.}}{{end}}`, `{{- }}`, `{{ -}}`, `{{-}}`, `{{--}}`, `{{ .name -}}   `, `   {{- .name }}`, `{{- "a" -}}{{- "b" -}}`,
	), missing("zero", `{{.missing}}`, `{{.missing.more}}`, `{{.map.x}}`, `{{if .missing}}x{{else}}y{{end}}`, `{{printf "%v" .missing}}`),
		missing("error", `{{.missing}}`, `{{.map.x}}`, `{{.map.c.d}}`, `{{if .missing}}x{{end}}`, `{{.null}}`, `{{index .map "x"}}`, `{{with .map}}{{.nope}}{{end}}`, `{{.name | default .missing}}`, `{{$x := .null}}{{$x.y}}`),
		with(`null`, `{{.}}`, `{{.a}}`, `{{.a.b}}`, `{{if .}}x{{else}}y{{end}}`, `{{$}}`, `x`), with(`[1,[2,3],{"a":4}]`, `{{.}}`, `{{index . 1 0}}`, `{{(index . 2).a}}`, `{{range .}}{{.}};{{end}}`, `{{.a}}`, `{{len .}}`),
		with(`"text"`, `{{.}}`, `{{len .}}`, `{{.a}}`), with(`12`, `{{.}}`, `{{printf "%T %d" . .}}`), with(`1.0`, `{{.}}`, `{{printf "%T %v" . .}}`), with(`{"a b":1,"é":2,"A":3,"_":4,"10":5,"9":6}`, `{{.}}`, `{{range $k, $v := .}}{{$k}},{{end}}`, `{{.é}}`, `{{.A}}{{._}}`, `{{.10}}`, `{{toYaml .}}`),
	)
}
