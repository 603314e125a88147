//go:build tools

// Package kwok names the program that is built, so that go.mod holds what it needs.
package kwok

import _ "sigs.k8s.io/kwok/cmd/kwok"
