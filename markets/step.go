package markets

// border is a capped way across the edge of a group whose prices move together: when they have moved that far it turns from
// empty to full, or from full to empty, and either takes goods off the group (or brings what it lacks).
type border struct {
	end      end
	from     int32 // its vertex in the group
	distance int64
	mass     Mass
}

// member is a vertex of the group.
type member struct {
	*vertex
	nearest int64 // how far its price can move before it meets a key
}

// step moves the prices of the group, down if it has goods left over (sign 1), as far as the dual falls.
func (d *descent) step(sign int64) {
	d.findMembers(sign)
	d.findBorders(sign)
	distance := d.distance(sign)
	for _, b := range d.borders {
		if b.distance < distance {
			a := &d.arcs[b.end.arc]
			a.flow = a.cap - a.flow
			d.vertices[b.from].excess -= Mass(sign) * b.mass
			d.vertices[b.end.other].excess += Mass(sign) * b.mass
		}
	}
	for i := range d.members {
		d.members[i].move(distance, sign)
	}
}

// findMembers lists the group and adds up what it has left over.
func (d *descent) findMembers(sign int64) {
	d.members, d.whole = d.members[:0], 0
	for _, i := range d.group {
		v := &d.vertices[i]
		nearest := v.here.next - v.price
		if sign > 0 {
			nearest = v.price - v.here.prev
		}
		d.members = append(d.members, member{v, nearest})
		d.whole += Mass(sign) * v.excess
	}
}

// move changes the price, and the mind of those orders that this passes.
func (m *member) move(distance, sign int64) {
	price := m.price - sign*distance
	if m.here.at > 0 || distance >= m.nearest {
		m.here = m.stand(price, m.here.place)
	}
	m.price = price
	supplied := m.here.below // of a group that lacks goods: no more than it must
	if sign > 0 {
		supplied += m.here.at
	}
	m.excess += supplied - m.supplied
	m.supplied = supplied
}

// findBorders lists the capped ways out of the group (sign 1) that are empty and those into it that are full, and how far
// it can move before a way without a cap is tight.
func (d *descent) findBorders(sign int64) {
	d.borders, d.limit = d.borders[:0], beyond
	for _, v := range d.group {
		for _, e := range d.endsOf(v) {
			if d.by[e.other] != notReached {
				continue
			}
			a := &d.arcs[e.arc]
			gain := d.gain(a)
			if e.out != (sign > 0) {
				gain = -gain // the way earns less as the group moves
			}
			switch {
			case gain >= 0: // full already, or empty for good
			case a.cap == Unlimited:
				d.limit = min(d.limit, -gain)
			default:
				d.borders = append(d.borders, border{end: e, from: v, distance: -gain, mass: a.cap})
			}
		}
	}
}

// distance is how far prices move: to the nearest point at which the group has nothing left over. What it has left falls at
// points where an order or a way changes its mind, about in proportion where these are many, so that is how points are guessed.
func (d *descent) distance(sign int64) int64 {
	low, high := int64(0), d.nextChange(0, sign)
	least := d.left(high, sign) // at high
	for least > 0 && high < d.limit {
		guess := share(high, d.whole, d.whole-least)
		low, high = high, min(max(d.nextChange(high, sign), 2*high, guess+guess/8), d.limit)
		least = d.left(high, sign)
	}
	for halve := false; ; halve = !halve {
		next := d.nextChange(low, sign)
		if next >= high {
			return high
		}
		most := d.left(next, sign)
		if most <= 0 {
			return next
		}
		low = next
		middle := min(low+share(high-low, most, most-least), high)
		if halve { // where few changes decide, the guess is bad
			middle = low + (high-low)/2
		}
		if left := d.left(middle, sign); left > 0 {
			low = middle
		} else {
			high, least = middle, left
		}
	}
}

// share is about distance x part / whole, but no more than 64 times the distance.
func share(distance int64, part, whole Mass) int64 {
	return int64(float64(distance) * min(float64(part)/float64(whole), 64))
}

// nextChange is the next point past a distance at which an order or a way changes its mind, or the limit.
func (d *descent) nextChange(distance, sign int64) int64 {
	next := d.limit
	for i := range d.members {
		next = min(next, d.members[i].nextChange(distance, sign))
	}
	for _, b := range d.borders {
		if b.distance > distance {
			next = min(next, b.distance)
		}
	}
	if next > beyond/2 {
		panic(Invariant("excess-without-outlet"))
	}
	return next
}

// nextChange is the next point past a distance at which the price meets a key.
func (m *member) nextChange(distance, sign int64) int64 {
	if distance < m.nearest {
		return m.nearest
	}
	there := m.stand(m.price-sign*distance, m.here.place)
	if sign > 0 {
		return m.price - there.prev
	}
	return there.next - m.price
}

// left is what the group has left over at a distance, when all who are indifferent there take what they can.
func (d *descent) left(distance, sign int64) Mass {
	mass := d.whole
	for i := range d.members {
		if m := &d.members[i]; distance >= m.nearest {
			mass -= m.given(distance, sign)
		}
	}
	for _, b := range d.borders {
		if b.distance <= distance {
			mass -= b.mass
		}
	}
	return mass
}

// given is how much of its offers a vertex changes over a distance.
func (m *member) given(distance, sign int64) Mass {
	if sign > 0 {
		return m.supplied - m.below(m.price-distance, m.here.place)
	}
	return m.below(m.price+distance+1, m.here.place) - m.supplied
}
