package expect

// sign is the claim without its size: a comparison must come out on the side of nothing that the claim says, in half of the
// runs. Few runs show a direction where they do not show how much. Other claims stay as they are.
func (c *Claim) sign() Claim {
	s := *c
	neutral := 0.0
	switch {
	case c.As == "ratio":
		neutral = 1
	case c.As != "difference":
		return s
	}
	least, most := c.Limit.Value[0], c.Limit.Value[0]
	if c.Limit.Op == "between" {
		most = c.Limit.Value[1]
	}
	op := ""
	switch {
	case (c.Limit.Op == "<" || c.Limit.Op == "<=" || c.Limit.Op == "between") && most <= neutral:
		op = "<="
	case (c.Limit.Op == ">" || c.Limit.Op == ">=" || c.Limit.Op == "between") && least >= neutral:
		op = ">="
	default:
		return s
	}
	s.Limit.Op, s.Limit.Value, s.Share = op, [2]float64{neutral}, 0.5
	s.Limit.Written = [2]string{map[float64]string{0: "0", 1: "1"}[neutral]}
	return s
}
