package markets

// curve is where a vertex stands on its sorted offers.
type curve struct {
	*offers
	at   int  // lower ones are supplied
	part Mass // supplied of the one at it, less than its mass
}

// more is the next key to supply and how much of it is left; 0 at the top.
func (c *curve) more() (key int64, mass Mass) {
	if c.at == len(c.keys) {
		return 0, 0
	}
	return c.keys[c.at], c.masses[c.at] - c.part
}

// less is the last key supplied and how much of it there is to take back; 0 at the bottom.
func (c *curve) less() (key int64, mass Mass) {
	if c.part > 0 {
		return c.keys[c.at], c.part
	}
	if c.at == 0 {
		return 0, 0
	}
	return c.keys[c.at-1], c.masses[c.at-1]
}

// supply moves by mass, at most what more or less allows.
func (c *curve) supply(mass Mass) {
	c.part += mass
	if c.part < 0 {
		c.at--
		c.part += c.masses[c.at]
	} else if c.at < len(c.keys) && c.part == c.masses[c.at] {
		c.at++
		c.part = 0
	}
}

// supplied is the mass supplied so far.
func (c *curve) supplied() Mass { return c.massBefore(c.at) + c.part }
