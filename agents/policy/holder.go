package policy

// Holder is a Builder whose instrument keeps goods. The scenario gives it a site at the open market of
// its government's region, Setup.Site, with one line per good in the order of Holds; slots count in it.
type Holder interface {
	// Holds lists the goods without repetition. Of the setup it may use names, keys, goods and nodes.
	Holds(s *Setup) ([]ID, error)
}

// held turns names of goods or levels into indices, in the order of the catalog.
func (s *Setup) held(names []string) (ids []ID, err error) {
	set, err := s.goods(names)
	if err != nil {
		return nil, err
	}
	for i := range s.Catalog.Goods {
		if set == 0 || set>>uint(i)&1 == 1 {
			ids = append(ids, ID(i))
		}
	}
	return ids, nil
}
