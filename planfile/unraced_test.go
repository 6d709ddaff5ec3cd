//go:build !race

package planfile

const raced = false
