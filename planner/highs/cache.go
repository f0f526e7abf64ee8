package highs

import (
	"context"

	"github.com/tetratelabs/wazero"
)

func loadCached(ctx context.Context, dir string, c config) (*Engine, error) {
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil, err
	}
	return compile(ctx, cache, c)
}
