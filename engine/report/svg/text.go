package svg

import (
	"strconv"
	"strings"
	"unicode"
)

// escaper replaces what has a meaning in XML.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// Escape makes a text safe in XML text and attributes. Characters that XML 1.0 does not have become U+FFFD.
func Escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == 0xFFFE || r == 0xFFFF || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return escaper.Replace(s)
}

// em is how wide a character of a sans-serif face is on average, in sizes of the face.
const em = 0.56

// wide estimates the width of a text, px.
func wide(s string, size float64) float64 { return float64(len([]rune(s))) * size * em }

// fit cuts a text to the room there is, px.
func fit(s string, size, room float64) string {
	runes := []rune(s)
	if most := int(room / (size * em)); len(runes) > most {
		return string(runes[:max(0, most-1)]) + "…"
	}
	return s
}

// px prints a position in tenths of a pixel, without needless zeros.
func px(x float64) string {
	text := strconv.FormatFloat(x, 'f', 1, 64)
	text = strings.TrimSuffix(text, ".0")
	if text == "-0" {
		return "0"
	}
	return text
}
