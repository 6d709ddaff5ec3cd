package emulator

type page struct{ s *Server }

func newPage(s *Server) *page { return &page{s: s} }

func (p *page) commandsChanged() {}
