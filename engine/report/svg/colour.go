package svg

// Colour is one of a palette that most colour-blind readers can tell apart on white: the eight of
// Okabe and Ito (2008) and four of Tol's muted set (2021).
type Colour uint8

// The palette. Yellow and Sand are too light for lines.
const (
	Black Colour = iota
	Orange
	Sky
	Green
	Yellow
	Blue
	Vermilion
	Pink
	Indigo
	Wine
	Olive
	Sand
	Grey
)

// hex are the colours' values in their order.
var hex = []string{
	"#222222", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
	"#332288", "#882255", "#999933", "#DDCC77", "#999999",
}

func (c Colour) hex() string { return hex[int(c)%len(hex)] }

// Ink of what is not a series.
const (
	ink   = "#222222" // titles
	faint = "#555555" // units, ticks
	rule  = "#E4E4E4" // grid
	axis  = "#888888"
)
