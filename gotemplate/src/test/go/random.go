package main

import (
	"fmt"
	"math/rand"
	"strings"
)

const (
	randomSeed  = 20240229
	randomCount = 1000
	textCount   = 600
	longest     = 1000
	// Most fail, which is true of most nonsense; one in so many of these is kept.
	failuresKept = 20
)

// randomTemplates follow the grammar, and mean nothing; always the same ones.
func randomTemplates(seed int64, count int) []example {
	random := &grammar{rand.New(rand.NewSource(seed))}
	var all []example
	for len(all) < count {
		c := example{Template: random.template(), Data: `{"s":"text é","n":3,"f":1.5,"t":true,"z":null,"l":["b",1,[]],"m":{"a":1,"b":{"c":"d"}}}`}
		made := render(c)
		if made.Output == nil && random.Intn(failuresKept) > 0 || made.Output != nil && len(*made.Output) > longest {
			continue
		}
		all = append(all, c)
	}
	return all
}

type grammar struct{ *rand.Rand }

func (g *grammar) one(of []string) string { return of[g.Intn(len(of))] }

var operands = strings.Fields(`. $ .s .n .f .t .z .l .m .m.b .m.b.c .no .no.more nil true false 0 -1 1 2 3 1.5 2.0 'x' "" "a,b" "%5d|%v|%q|%s" "%-8v|%+d|%x" "2" "a" "b" "c" ` +
	"`raw` \"aGk=\" (list|1|2) (list|.n|.s|.z) (dict|\"a\"|1) (dict|\"b\"|.m|\"c\"|.l) (until|3) (splitList|\",\"|\"a,b\") $x $x.a .s .l .m .n")

var names = strings.Fields(`and or not len index print printf println html js urlquery eq ne lt le gt ge trim upper lower title untitle repeat substr trunc abbrev
	trimAll trimPrefix trimSuffix contains hasPrefix replace plural indent nindent quote squote cat toString splitList split splitn join toStrings sortAlpha
	add add1 sub mul div mod max min round floor ceil float64 int64 addf divf until untilStep seq default empty coalesce ternary list first last rest initial append prepend
	concat reverse uniq compact without has chunk dict get set unset hasKey pluck pick omit merge mergeOverwrite dig deepCopy deepEqual typeOf kindOf kindIs slice
	toJson toPrettyJson toRawJson fromJson toYaml getNested hasNested getMapValue b64enc b64dec b32enc b32dec base dir clean ext upper quote default toYaml index print`)

func (g *grammar) operand(depth int) string {
	if depth > 0 && g.Intn(4) == 0 {
		return "(" + g.pipeline(depth-1) + ")"
	}
	return g.one(operands)
}

func spaced(text string) string {
	if strings.HasPrefix(text, "(") && !strings.Contains(text, " ") {
		return strings.ReplaceAll(text, "|", " ")
	}
	return text
}

func (g *grammar) command(depth int) string {
	if g.Intn(3) == 0 {
		return spaced(g.operand(0))
	}
	call := g.one(names)
	for i := g.Intn(4); i > 0; i-- {
		call += " " + spaced(g.operand(depth))
	}
	return call
}

func (g *grammar) pipeline(depth int) string {
	all := g.command(depth)
	for g.Intn(3) == 0 {
		all += " | " + g.one(names)
		for i := g.Intn(2); i > 0; i-- {
			all += " " + spaced(g.operand(0))
		}
	}
	return all
}

func (g *grammar) node(depth int) string {
	switch kind := g.Intn(12); {
	case kind < 5 || depth == 0:
		return "{{" + g.pipeline(2) + "}}"
	case kind < 6:
		return g.one([]string{" text ", "\n  ", "{{- /* c */ -}}", "{{template \"d\" .}}"})
	case kind < 7:
		return "{{$x = " + g.pipeline(1) + "}}"
	case kind < 8:
		return "{{$y := " + g.pipeline(1) + " -}} {{$y}}"
	}
	opening := g.one([]string{"if ", "with ", "range ", "range $i, $e := ", "range $x = "})
	return fmt.Sprintf("{{%s%s}}%s{{else}}%s{{end}}", opening, g.pipeline(1), g.nodes(depth-1), g.nodes(depth-1))
}

func (g *grammar) nodes(depth int) string {
	all := ""
	for i := g.Intn(3); i >= 0; i-- {
		all += g.node(depth)
	}
	return all
}

func (g *grammar) template() string {
	return "{{$x := .m}}" + g.nodes(g.Intn(3)) + "{{define \"d\"}}<{{.}}>{{end}}"
}

var pieces = strings.Split("a|b|Z|0|1|7|9|_|.|-|+|:|: |#| #| |  |\\n|\\t|'|\\\"|\\\\|`|{|}|[|]|,|&|*|!|%|@|=|<|>|~|?|? |/|é|世|😀|\\u00a0|\\u2028|\\u0001|\\x7f|\\r|yes|no|null|true|on|e|x|o|n|y|.inf|word word |longer text with spaces ", "|")

// randomText is a quoted text of the signs that YAML, JSON and printf have rules for.
func (g *grammar) text(most int) string {
	text := ""
	for i := g.Intn(most); i >= 0; i-- {
		text += g.one(pieces)
	}
	return `"` + text + `"`
}

var verbs = strings.Fields("v d s q t f g e E G T c U o O b X % z")

func (g *grammar) format() string {
	format := ""
	for i := g.Intn(3); i >= 0; i-- {
		format += g.one([]string{"", "a ", "é"}) + "%" + g.one([]string{"", "", "", "+", "-", "0", " ", "#", "-0", "+0", "[1]", "[2]"}) +
			g.one([]string{"", "", "3", "8", "12", "*"}) + g.one([]string{"", "", ".", ".0", ".2", ".7", ".*"}) + g.one(verbs)
	}
	return `"` + format + `"`
}

func (g *grammar) number() string {
	switch g.Intn(4) {
	case 0:
		return fmt.Sprint(g.Intn(2000) - 1000)
	case 1:
		return fmt.Sprintf("%.*f", g.Intn(8)+1, (g.Float64()-0.5)*1000)
	case 2:
		return fmt.Sprintf("%e", (g.Float64()-0.5)*1e10)
	}
	return fmt.Sprintf("%de%d", g.Intn(999)+1, g.Intn(60)-30)
}

// randomTexts print texts and numbers in many forms.
func randomTexts(seed int64, count int) []example {
	g := &grammar{rand.New(rand.NewSource(seed))}
	var all []example
	for len(all) < count {
		text := ""
		switch g.Intn(6) {
		case 0:
			text = fmt.Sprintf("{{printf %s %s %s %s}}", g.format(), g.number(), g.text(2), g.number())
		case 1:
			text = fmt.Sprintf("{{printf %s %s %s .list .map}}", g.format(), g.text(3), g.one([]string{"true", "nil", ".n", ".missing"}))
		case 2:
			text = fmt.Sprintf("{{toYaml (dict %s %s %s (list %s %s))}}", g.text(3), g.text(6), g.text(4), g.text(12), g.number())
		case 3:
			text = fmt.Sprintf("{{toYaml (list %s (dict %s (dict %s %s)) %s)}}", g.text(3), g.text(2), g.text(3), g.text(40), g.number())
		case 4:
			text = fmt.Sprintf("{{quote %s %s}}{{toJson %s}}{{%s | %s}}", g.text(4), g.number(), g.text(4), g.text(8), g.one(strings.Fields("html js urlquery title upper swapcase untitle nospace initials b64enc clean base trim len")))
		case 5:
			text = fmt.Sprintf("{{%s}} {{%s | toJson}} {{%s | int64}} {{add %s %s}} {{%s }}", g.number(), g.number(), g.number(), g.number(), g.number(), g.number())
			text = fmt.Sprintf("%s {{float64 %s}} {{mulf %s %s}}", text[:strings.LastIndex(text, " {{")], g.text(3), g.number(), g.number())
		}
		all = append(all, example{Template: text})
	}
	return all
}
