package markets

import (
	"bufio"
	"encoding/json"
	"io"
)

// fillLine is what an order gets: its name, mass and, if its side has a price, the price.
type fillLine struct {
	name  string
	mass  Mass
	price Price
	has   bool
}

// fills lists all orders of both sides by name.
func (t *TextBook) fills(c *Clearing) []fillLine {
	lines := make([]fillLine, 0, len(t.Asks)+len(t.Bids))
	for i, j := 0, 0; i < len(t.Asks) || j < len(t.Bids); {
		if j == len(t.Bids) || i < len(t.Asks) && t.Asks[i] < t.Bids[j] {
			n := t.Book.Asks[i].Node
			lines = append(lines, fillLine{t.Asks[i], c.AskFill[i], c.Sellers[n], c.HasSellers[n]})
			i++
		} else {
			n := t.Book.Bids[j].Node
			lines = append(lines, fillLine{t.Bids[j], c.BidFill[j], c.Buyers[n], c.HasBuyers[n]})
			j++
		}
	}
	return lines
}

// routeLine is a route in use; to is "gate" for a gate.
type routeLine struct {
	from, to string
	mass     Mass
	rent     Wide
}

// flows lists the routes in use by (from, to, line).
func (t *TextBook) flows(c *Clearing) []routeLine {
	var lines []routeLine
	for _, i := range routeOrder(t.Book.Routes, nil) {
		if c.Flow[i] > 0 {
			r := t.Book.Routes[i]
			lines = append(lines, routeLine{t.Nodes[r.From], t.Nodes[r.To], c.Flow[i], Product(c.RouteRent[i], c.Flow[i])})
		}
	}
	return lines
}

// rents lists the routes that earn a rent, then the gates.
func (t *TextBook) rents(c *Clearing) []routeLine {
	var lines []routeLine
	for _, flow := range t.flows(c) {
		if flow.rent.Sign() > 0 {
			lines = append(lines, flow)
		}
	}
	for n, name := range t.Nodes {
		if rent := Product(c.GateRent[n], c.Exports[n]); rent.Sign() > 0 {
			lines = append(lines, routeLine{name, "gate", c.Exports[n], rent})
		}
	}
	return lines
}

// Print writes a clearing of the book as lines sorted by name: price NODE buyers P sellers P, flow FROM TO t,
// fill NAME t P, rent FROM TO USD, rent NODE gate USD, welfare USD. Prices are USD/kg, "none" for a side without orders.
// Parallel routes in use have a line each.
func (t *TextBook) Print(w io.Writer, c *Clearing) error {
	out := bufio.NewWriter(w)
	var buf []byte
	price := func(p Price, has bool) {
		if !has {
			buf = append(buf, "none"...)
			return
		}
		buf = appendDecimal(buf, int64(p), 6)
	}
	for n, name := range t.Nodes {
		buf = append(buf[:0], "price "+name+" buyers "...)
		price(c.Buyers[n], c.HasBuyers[n])
		buf = append(buf, " sellers "...)
		price(c.Sellers[n], c.HasSellers[n])
		out.Write(append(buf, '\n'))
	}
	for _, f := range t.flows(c) {
		buf = appendDecimal(append(buf[:0], "flow "+f.from+" "+f.to+" "...), int64(f.mass), 6)
		out.Write(append(buf, '\n'))
	}
	for _, f := range t.fills(c) {
		buf = append(appendDecimal(append(buf[:0], "fill "+f.name+" "...), int64(f.mass), 6), ' ')
		price(f.price, f.has)
		out.Write(append(buf, '\n'))
	}
	for _, r := range t.rents(c) {
		out.WriteString("rent " + r.from + " " + r.to + " " + r.rent.String() + "\n")
	}
	out.WriteString("welfare " + c.Welfare.String() + "\n")
	return out.Flush()
}

// The JSON form holds the same numbers, exact to 6 decimals.
type (
	jsonClearing struct {
		Schema  int                   `json:"schema"`
		Prices  map[string]jsonPrices `json:"prices"`
		Flows   []jsonFlow            `json:"flows"`
		Fills   []jsonFill            `json:"fills"`
		Rents   []jsonRent            `json:"rents"`
		Welfare json.Number           `json:"welfare_usd"`
	}
	jsonPrices struct {
		Buyers  *json.Number `json:"buyers"`
		Sellers *json.Number `json:"sellers"`
	}
	jsonFlow struct {
		From string      `json:"from"`
		To   string      `json:"to"`
		Mass json.Number `json:"t"`
	}
	jsonFill struct {
		Name  string       `json:"name"`
		Mass  json.Number  `json:"t"`
		Price *json.Number `json:"usd_per_kg"`
	}
	jsonRent struct {
		From string      `json:"from"`
		To   string      `json:"to"`
		Rent json.Number `json:"usd"`
	}
)

// PrintJSON writes a clearing of the book as one JSON object: prices by node (null for a side without orders), flows,
// fills, rents ("to": "gate" for a gate) and welfare_usd, sorted as Print sorts them.
func (t *TextBook) PrintJSON(w io.Writer, c *Clearing) error {
	price := func(p Price, has bool) *json.Number {
		if !has {
			return nil
		}
		n := json.Number(decimal(int64(p), 6))
		return &n
	}
	out := jsonClearing{Schema: 1, Prices: map[string]jsonPrices{}, Flows: []jsonFlow{}, Fills: []jsonFill{}, Rents: []jsonRent{}}
	for n, name := range t.Nodes {
		out.Prices[name] = jsonPrices{price(c.Buyers[n], c.HasBuyers[n]), price(c.Sellers[n], c.HasSellers[n])}
	}
	for _, f := range t.flows(c) {
		out.Flows = append(out.Flows, jsonFlow{f.from, f.to, json.Number(decimal(int64(f.mass), 6))})
	}
	for _, f := range t.fills(c) {
		out.Fills = append(out.Fills, jsonFill{f.name, json.Number(decimal(int64(f.mass), 6)), price(f.price, f.has)})
	}
	for _, r := range t.rents(c) {
		out.Rents = append(out.Rents, jsonRent{r.from, r.to, json.Number(r.rent.String())})
	}
	out.Welfare = json.Number(c.Welfare.String())
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}
