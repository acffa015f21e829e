package firm

import (
	"errors"

	"monazite/agents"
)

var errNoBehaviour = errors.New("this kind has keys and no behaviour yet")

func (k *Miner) Build(s *Setup) (agents.Agent, error)       { return nil, errNoBehaviour }
func (k *Cracker) Build(s *Setup) (agents.Agent, error)     { return nil, errNoBehaviour }
func (k *Refiner) Build(s *Setup) (agents.Agent, error)     { return nil, errNoBehaviour }
func (k *MagnetMaker) Build(s *Setup) (agents.Agent, error) { return nil, errNoBehaviour }
func (k *Offtaker) Build(s *Setup) (agents.Agent, error)    { return nil, errNoBehaviour }
func (k *OxideUser) Build(s *Setup) (agents.Agent, error)   { return nil, errNoBehaviour }
func (k *Recycler) Build(s *Setup) (agents.Agent, error)    { return nil, errNoBehaviour }
func (k *Collector) Build(s *Setup) (agents.Agent, error)   { return nil, errNoBehaviour }
