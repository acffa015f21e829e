package markets

import "strings"

// commonUnits are units in the usual spelling. What is not among them, or is spelt otherwise, is read word by word.
var commonUnits = readCommon(
	"1", "%", "1/yr", "%/yr", "t", "kt", "kg", "t/yr", "kt/yr", "t REO", "kt REO", "t REO/yr", "kt REO/yr",
	"USD", "USD/yr", "USD/kg", "USD/t", "months", "month", "years", "year", "days",
)

func readCommon(units ...string) map[string]parsedUnit {
	read := map[string]parsedUnit{}
	for _, unit := range units {
		u, err := parseUnit(unitParts(unit))
		if err != nil {
			panic("markets: " + err.Error())
		}
		read[unit] = u
	}
	return read
}

// unitParts cuts a text into words; a stroke is one.
func unitParts(text string) []string { return strings.Fields(strings.ReplaceAll(text, "/", " / ")) }

// mostDigits is how many digits always make a narrow number.
const mostDigits = 15

// parseCommon reads a decimal of few digits and a common unit, with a prefix or without, or without a unit.
func parseCommon(text string) (q Quantity, ok bool) {
	number, rest, ok := leadingDecimal(strings.TrimSpace(text))
	if !ok {
		return q, false
	}
	unit := strings.TrimSpace(rest)
	if unit == "" {
		return Quantity{value: number, text: text, bare: true}, true
	}
	if prefix, after, cut := strings.Cut(unit, " "); cut && prefixes[prefix] != 0 {
		number, unit = number.times(whole(prefixes[prefix])), after
	}
	u, found := commonUnits[unit]
	if !found {
		return q, false
	}
	return u.quantity(text, number), true
}

// leadingDecimal cuts a plain decimal of few digits off a text.
func leadingDecimal(text string) (number fraction, rest string, ok bool) {
	negative := strings.HasPrefix(text, "-")
	if negative || strings.HasPrefix(text, "+") {
		text = text[1:]
	}
	digits, point, below := 0, -1, int64(1)
	i := 0
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case '0' <= c && c <= '9' && digits < mostDigits:
			digits++
			number.above = 10*number.above + int64(c-'0')
			if point >= 0 {
				below *= 10
			}
			continue
		case c == '.' && point < 0 && digits > 0:
			point = i
			continue
		case strings.IndexByte("0123456789.+-", c) >= 0:
			return number, "", false
		}
		break
	}
	if digits == 0 || point == i-1 {
		return number, "", false
	}
	if negative {
		number.above = -number.above
	}
	divisor := common(number.above, below)
	return fraction{above: number.above / divisor, below: below / divisor}, text[i:], true
}
