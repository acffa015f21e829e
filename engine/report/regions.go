package report

import "monazite/engine/report/svg"

// region is a place that scenarios use: how it is called on the page and its colour, the same in all charts.
type region struct {
	id, name string
	colour   svg.Colour
}

// regions lists the regions that have a colour of their own; others are called by their id and drawn
// grey. Blue is for all regions abroad together.
var regions = []region{
	{"CN", "China", svg.Vermilion},
	{"US", "US", svg.Sky},
	{"EU", "EU", svg.Green},
	{"JP", "Japan", svg.Pink},
	{"KR", "Korea", svg.Sand},
	{"AU", "Australia", svg.Orange},
	{"MY", "Malaysia", svg.Indigo},
	{"MM", "Myanmar", svg.Wine},
	{"BR", "Brazil", svg.Olive},
	{"IN", "India", svg.Yellow},
	{"VN", "Vietnam", svg.Grey},
	{"CA", "Canada", svg.Grey},
	{"ROW", "rest of world", svg.Black},
}

// find gives a region by its id.
func find(id string) region {
	for _, r := range regions {
		if r.id == id {
			return r
		}
	}
	return region{id, id, svg.Grey}
}
