package main

// pinned is the version of the toolkit the edits were read against.
const pinned = "v2.7.1"

// An edit replaces a passage that stands exactly once in its file.
type edit struct{ old, new string }

// edits keep lines of text from breaking at no-break spaces (a sum stood apart from
// its unit), draw large areas with programs that do no more than they need, and let the
// window's loop sleep until something happens. As it ships, it looks
// for events sixty times a second whether or not anything moves, which takes one
// to two hundredths of a processor all day long.
//
// The loop still ticks sixty times a second while anything is drawn, animated,
// queued or typed, and for calm ticks after. Then it waits in the system for an
// event, at most a second, since the toolkit's caches want to be looked after. What
// another goroutine queues wakes it: the count of queued functions is raised before
// the look whether the loop sleeps, and the loop says that it sleeps before it looks
// at the count, so that one of the two always sees the other.
//
// As it ships, the painter works out for every pixel of a panel how far the round corners
// are, and for every pixel of a picture whether it has some. Without a graphics card that
// is more than a third of a frame. Two more programs do without, for the same pixels.
var edits = map[string][]edit{
	"widget/richtext.go": {{
		old: `		if unicode.IsSpace(text[curIndex]) {
			break
`,
		new: `		if r := text[curIndex]; unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' {
			break
`}},

	"internal/painter/gl/painter.go": {{
		old: `	arcProgram            ProgramState
`,
		new: `	arcProgram            ProgramState
	plainProgram          ProgramState // one colour; without one, as on OpenGL ES, nothing is drawn another way
	squareProgram         ProgramState // a texture without round corners
`}},

	"internal/painter/gl/shaders.go": {{
		old: `	case "line":
`,
		new: `	case "plain":
		return shaderRectangleVert, []byte("#version 110\nuniform vec4 fill_color;\nvoid main() { gl_FragColor = fill_color; }\n")
	case "square":
		return shaderSimpleVert, []byte("#version 110\nuniform sampler2D tex;\nvarying vec2 fragTexCoord;\nvarying float fragAlpha;\n" +
			"void main() {\n\tvec4 color = texture2D(tex, fragTexCoord) * fragAlpha;\n\tif (color.a < 0.01)\n\t\tdiscard;\n\tgl_FragColor = color;\n}\n")
	case "line":
`}},

	"internal/painter/gl/gl_core.go": {{
		old: `	p.lineProgram = ProgramState{
`,
		new: `	p.plainProgram = ProgramState{
		ref:        p.createProgram("plain"),
		buff:       p.createBuffer(16),
		uniforms:   make(map[string]*UniformState),
		attributes: make(map[string]Attribute),
	}
	p.getUniformLocations(p.plainProgram, "fill_color")
	p.enableAttribArrays(p.plainProgram, "vert", "normal")

	p.squareProgram = ProgramState{
		ref:        p.createProgram("square"),
		buff:       p.createBuffer(20),
		uniforms:   make(map[string]*UniformState),
		attributes: make(map[string]Attribute),
	}
	p.getUniformLocations(p.squareProgram, "alpha")
	p.enableAttribArrays(p.squareProgram, "vert", "vertTexCoord")

	p.lineProgram = ProgramState{
`}},

	"internal/painter/gl/draw.go": {{
		old: `		program = p.rectangleProgram
	}

	// Vertex: BEG
	bounds, points := p.vecRectCoords(pos, obj, frame, aspect)
`,
		new: `		program = p.rectangleProgram
	}

	// Vertex: BEG
	bounds, points := p.vecRectCoords(pos, obj, frame, aspect)
	if !roundedCorners && strokeWidth == 0 && p.plainProgram.uniforms != nil {
		p.drawPlain(bounds, fill, frame)
		return
	}
`}, {
		old: `		strokeColor = color.Transparent
	}
	r, g, b, a = getFragmentColor(strokeColor)
	p.SetUniform4f(program, "stroke_color", r, g, b, a)
	p.logError()
	// Fragment: END

	p.ctx.DrawArrays(triangleStrip, 0, 4)
	p.logError()
}

func (p *painter) drawPolygon(`,
		new: `		strokeColor = color.Transparent
	}
	r, g, b, a = getFragmentColor(strokeColor)
	p.SetUniform4f(program, "stroke_color", r, g, b, a)
	p.logError()
	// Fragment: END

	edge := fyne.Max(fyne.Max(topLeftRadius, topRightRadius), fyne.Max(bottomLeftRadius, bottomRightRadius))
	edge = roundToPixel(edge+strokeWidth+2*edgeSoftness+1, p.pixScale)
	width, height := bounds[2]-bounds[0], bounds[3]-bounds[1]
	if roundedCorners && p.plainProgram.uniforms != nil && width > 2*edge && height > 2*edge && width*height > piecesFrom {
		p.drawPieces(program, points, bounds, edge, fill, frame)
		return
	}
	p.ctx.DrawArrays(triangleStrip, 0, 4)
	p.logError()
}

// piecesFrom is what a rectangle with round corners covers at least to be drawn in pieces.
const piecesFrom = 4096

// drawPieces draws a large rectangle with round corners: with the program that is set up
// only a strip along each side, as wide as edge, and what they enclose in one colour. The
// pixels are the same; how far the corners are is worked out for few of them.
func (p *painter) drawPieces(program ProgramState, points []float32, bounds [4]float32, edge float32, fill color.Color, frame fyne.Size) {
	inner := [4]float32{bounds[0] + edge, bounds[1] + edge, bounds[2] - edge, bounds[3] - edge}
	left, top, right, bottom := onFrame(inner, frame)
	x1, y1, x2, y2 := points[2], points[3], points[14], points[15]
	p.drawPiece(program, x1, y1, x2, top)
	p.drawPiece(program, x1, bottom, x2, y2)
	p.drawPiece(program, x1, top, left, bottom)
	p.drawPiece(program, right, top, x2, bottom)
	p.drawPlain(inner, fill, frame)
}

// drawPlain fills a rectangle that begins and ends between pixels with one colour.
func (p *painter) drawPlain(bounds [4]float32, fill color.Color, frame fyne.Size) {
	r, g, b, a := getFragmentColor(fill)
	if a == 0 {
		return
	}
	p.ctx.UseProgram(p.plainProgram.ref)
	p.ctx.BlendFunc(srcAlpha, oneMinusSrcAlpha)
	p.SetUniform4f(p.plainProgram, "fill_color", r, g, b, a)
	p.logError()
	x1, y1, x2, y2 := onFrame(bounds, frame)
	p.drawPiece(p.plainProgram, x1, y1, x2, y2)
}

// drawPiece draws a rectangle of the frame, which reaches from -1 to 1, with a program in use.
func (p *painter) drawPiece(program ProgramState, x1, y1, x2, y2 float32) {
	p.updateBuffer(program.buff, []float32{0, 0, x1, y1, 0, 0, x2, y1, 0, 0, x1, y2, 0, 0, x2, y2})
	p.UpdateVertexArray(program, "vert", 2, 4, 0)
	p.UpdateVertexArray(program, "normal", 2, 4, 2)
	p.ctx.DrawArrays(triangleStrip, 0, 4)
	p.logError()
}

// onFrame turns left, top, right and bottom on the canvas into what they are on the frame.
func onFrame(bounds [4]float32, frame fyne.Size) (x1, y1, x2, y2 float32) {
	return -1 + bounds[0]*2/frame.Width, 1 - bounds[1]*2/frame.Height, -1 + bounds[2]*2/frame.Width, 1 - bounds[3]*2/frame.Height
}

func (p *painter) drawPolygon(`}, {
		old: `	p.ctx.UseProgram(p.program.ref)
	p.updateBuffer(p.program.buff, points)
	p.UpdateVertexArray(p.program, "vert", 3, 5, 0)
	p.UpdateVertexArray(p.program, "vertTexCoord", 2, 5, 3)

	// Set corner radius and texture size in pixels
	cornerRadius = fyne.Min(paint.GetMaximumRadius(size), cornerRadius)
	p.SetUniform1f(p.program, "cornerRadius", cornerRadius*p.pixScale)
	p.SetUniform2f(p.program, "size", inner.Width*p.pixScale, inner.Height*p.pixScale)
	p.SetUniform4f(p.program, "inset", insets[0], insets[1], insets[2], insets[3]) // texture coordinate insets (minX, minY, maxX, maxY)

	p.SetUniform1f(p.program, "alpha", alpha)
`,
		new: `	program, square := p.program, cornerRadius <= 0 && p.squareProgram.uniforms != nil
	if square {
		program = p.squareProgram
	}
	p.ctx.UseProgram(program.ref)
	p.updateBuffer(program.buff, points)
	p.UpdateVertexArray(program, "vert", 3, 5, 0)
	p.UpdateVertexArray(program, "vertTexCoord", 2, 5, 3)

	if !square {
		// Set corner radius and texture size in pixels
		cornerRadius = fyne.Min(paint.GetMaximumRadius(size), cornerRadius)
		p.SetUniform1f(program, "cornerRadius", cornerRadius*p.pixScale)
		p.SetUniform2f(program, "size", inner.Width*p.pixScale, inner.Height*p.pixScale)
		p.SetUniform4f(program, "inset", insets[0], insets[1], insets[2], insets[3]) // texture coordinate insets (minX, minY, maxX, maxY)
	}

	p.SetUniform1f(program, "alpha", alpha)
`}},

	"internal/animation/runner.go": {{
		old: `// TickAnimations progresses all running animations by one tick.
`,
		new: `// Running tells whether any animation wants to be ticked.
func (r *Runner) Running() bool {
	r.animationMutex.RLock()
	defer r.animationMutex.RUnlock()
	return r.runnerStarted
}

// TickAnimations progresses all running animations by one tick.
`}},

	"internal/driver/glfw/loop_desktop.go": {{
		old: `func (d *gLDriver) Terminate() {
`,
		new: `const (
	calm      = 12          // ticks without anything to do before the loop sleeps
	longSleep = time.Second // after which the caches are looked after
)

// sleep says whether the main thread waits in the system for events.
var sleep struct {
	sync.Mutex
	sound bool
}

// sleepUntilEvent waits for input, for wake, or for longSleep; it tells whether
// something happened.
func (d *gLDriver) sleepUntilEvent() bool {
	sleep.Lock()
	sleep.sound = true
	sleep.Unlock()
	defer func() {
		sleep.Lock()
		sleep.sound = false
		sleep.Unlock()
	}()
	if queued.Load() > 0 {
		return true
	}
	began := time.Now()
	glfw.WaitEventsTimeout(longSleep.Seconds())
	return time.Since(began) < longSleep*99/100
}

// wake ends the sleep of the main thread, from any goroutine.
func wake() {
	sleep.Lock() // the toolkit is not terminated while this is held
	defer sleep.Unlock()
	if !sleep.sound {
		return
	}
	// The binding hands errors of all threads out of one place: what the main
	// thread's clipboard call left there must not panic here.
	defer func() { _ = recover() }()
	glfw.PostEmptyEvent()
}

func (d *gLDriver) Terminate() {
`}, {
		old: `import (
`,
		new: `import (
	"sync"
	"time"

`}},

	"internal/driver/glfw/loop.go": {{
		old: `	running, drained atomic.Bool
`,
		new: `	running, drained atomic.Bool
	queued           atomic.Int64 // functions handed to the main thread and not yet run
`}, {
		old: `	if wait {
		done := common.DonePool.Get()
		defer common.DonePool.Put(done)

		funcQueue.In() <- funcData{f: f, done: done}
		<-done
	} else {
		funcQueue.In() <- funcData{f: f}
	}
`,
		new: `	queued.Add(1)
	if wait {
		done := common.DonePool.Get()
		defer common.DonePool.Put(done)

		funcQueue.In() <- funcData{f: f, done: done}
		wake()
		<-done
	} else {
		funcQueue.In() <- funcData{f: f}
		wake()
	}
`}, {
		old: `func (d *gLDriver) drawSingleFrame() {
	refreshed := false
`,
		new: `func (d *gLDriver) drawSingleFrame() (drew bool) {
	refreshed := false
`}, {
		old: `		w.RunWithContext(func() {
			if w.driver`,
		new: `		drew = true
		w.RunWithContext(func() {
			if w.driver`}, {
		old: `	cache.Clean(refreshed)
}
`,
		new: `	cache.Clean(refreshed)
	return drew
}
`}, {
		old: `	for {
		select {
		case <-d.done:
`,
		new: `	quiet := 0 // ticks since something had to be done
	for {
		if quiet > calm && running.Load() && d.sleepUntilEvent() {
			quiet = 0
		}
		select {
		case <-d.done:
`}, {
		old: `		case f := <-funcQueue.Out():
			f.f()
`,
		new: `		case f := <-funcQueue.Out():
			queued.Add(-1)
			quiet = 0
			f.f()
`}, {
		old: `				if expand && !fullScreen {
`,
		new: `				if expand && !fullScreen {
					quiet = 0
`}, {
		old: `			d.animation.TickAnimations()
			d.drawSingleFrame()
`,
		new: `			d.animation.TickAnimations()
			if d.drawSingleFrame() || d.animation.Running() {
				quiet = 0
			} else {
				quiet++
			}
`}},
}
