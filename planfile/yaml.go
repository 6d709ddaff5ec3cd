package planfile
func YAML([]byte) (Document, error) { return Document{},nil}
