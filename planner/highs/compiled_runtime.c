//go:build compiled

// What the translated optimiser needs of a runtime, for any number of copies on any
// number of threads: memory that Go reserved, one function table a copy, and traps that
// end the call with a number instead of the program. Memory accesses are checked in the
// translated code (WASM_RT_MEMCHECK_SIGNAL_HANDLER=0), so no signal handler is needed
// that would stand in the way of Go's own.
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "wasm-rt.h"

#include "compiled.h"

extern void remanenceHost(uintptr_t handle, int fn, uint64_t *stack); // Go

struct optimiser {
  uintptr_t handle;
  void *instance;
};

// The innermost call on this thread, where a trap lands. Go keeps a call and the host
// calls inside it on one thread.
static __thread jmp_buf *landing;

// The memory for the copy that this thread is making.
static __thread struct { uint8_t *base; uint32_t size; } space;

void wasm_rt_trap(wasm_rt_trap_t code) {
  if (landing == NULL) abort();
  longjmp(*landing, (int)code);
}

bool wasm_rt_is_initialized(void) { return true; }

// Function types are few and never forgotten: the same signature has the same number in
// every copy.
enum { TYPE_LIMIT = 1024, TYPE_WORDS = 40 };
static struct { uint32_t params, results; uint8_t kinds[TYPE_WORDS]; } types[TYPE_LIMIT];
static uint32_t type_count;
static atomic_flag types_busy = ATOMIC_FLAG_INIT;

uint32_t wasm_rt_register_func_type(uint32_t params, uint32_t results, ...) {
  uint8_t kinds[TYPE_WORDS] = {0};
  if (params + results > TYPE_WORDS) abort();
  va_list list;
  va_start(list, results);
  for (uint32_t i = 0; i < params + results; i++) kinds[i] = (uint8_t)va_arg(list, int);
  va_end(list);
  while (atomic_flag_test_and_set(&types_busy)) {}
  uint32_t i = 0;
  while (i < type_count && (types[i].params != params || types[i].results != results ||
                            memcmp(types[i].kinds, kinds, sizeof kinds) != 0))
    i++;
  if (i == type_count) {
    if (type_count == TYPE_LIMIT) abort();
    types[i].params = params;
    types[i].results = results;
    memcpy(types[i].kinds, kinds, sizeof kinds);
    type_count++;
  }
  atomic_flag_clear(&types_busy);
  return i + 1;
}

void wasm_rt_allocate_memory(wasm_rt_memory_t *m, uint32_t pages, uint32_t most) {
  if ((uint64_t)pages * 65536 > space.size) wasm_rt_trap(WASM_RT_TRAP_OOB);
  m->data = space.base;
  m->size = space.size;
  m->pages = space.size / 65536;
  m->max_pages = most;
}

// The optimiser asks the host for memory and never grows it by itself.
uint32_t wasm_rt_grow_memory(wasm_rt_memory_t *m, uint32_t pages) {
  return pages == 0 ? m->pages : UINT32_MAX;
}

void wasm_rt_free_memory(wasm_rt_memory_t *m) { m->data = NULL; }

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t *t, uint32_t n, uint32_t most) {
  t->data = calloc((size_t)n + 1, sizeof *t->data); // one more for the callback
  t->size = t->data == NULL ? 0 : n;
  t->max_size = most;
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *t) {
  free(t->data);
  t->data = NULL;
}

optimiser *optimiser_new(uintptr_t handle, uint8_t *base, uint32_t size) {
  optimiser *o = calloc(1, sizeof *o);
  if (o == NULL) return NULL;
  o->handle = handle;
  space.base = base;
  space.size = size;
  jmp_buf here, *outer = landing;
  landing = &here;
  if (setjmp(here) == 0) o->instance = dispatch_new(o);
  landing = outer;
  if (o->instance == NULL) {
    free(o);
    return NULL;
  }
  return o;
}

void optimiser_free(optimiser *o) {
  dispatch_free(o->instance);
  free(o);
}

int optimiser_call(optimiser *o, int fn, uint64_t *args, uint64_t *result) {
  jmp_buf here;
  // After a panic of the host the frame this points to is gone, but then the copy is
  // not called again, and every other call sets a landing of its own.
  jmp_buf *outer = landing;
  landing = &here;
  int trap = setjmp(here);
  if (trap == 0) *result = dispatch(o->instance, fn, args);
  landing = outer;
  return trap;
}

void optimiser_resized(optimiser *o, uint32_t size) {
  wasm_rt_memory_t *m = dispatch_memory(o->instance);
  m->size = size;
  m->pages = size / 65536;
}

static void relay(void *o, uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e) {
  uint64_t stack[8] = {a, b, c, d, e};
  host_call(o, CALLBACK, stack);
}

uint32_t optimiser_link(optimiser *o) {
  wasm_rt_funcref_table_t *t = dispatch_table(o->instance);
  if (t->data == NULL || t->size == t->max_size) return UINT32_MAX;
  wasm_rt_funcref_t *f = &t->data[t->size];
  f->func_type = wasm_rt_register_func_type(5, 0, WASM_RT_I32, WASM_RT_I32, WASM_RT_I32, WASM_RT_I32, WASM_RT_I32);
  f->func = (wasm_rt_function_ptr_t)relay;
  f->module_instance = o;
  return t->size++;
}

void host_call(void *host, int fn, uint64_t *stack) { remanenceHost(((optimiser *)host)->handle, fn, stack); }

void optimiser_import(optimiser *o, int fn, uint64_t *stack) { host_call(o, fn, stack); }

const char *optimiser_trap(int number) {
  switch (number) {
  case WASM_RT_TRAP_OOB: return "out of bounds memory access";
  case WASM_RT_TRAP_INT_OVERFLOW: return "integer overflow";
  case WASM_RT_TRAP_DIV_BY_ZERO: return "integer divide by zero";
  case WASM_RT_TRAP_INVALID_CONVERSION: return "invalid conversion to integer";
  case WASM_RT_TRAP_UNREACHABLE: return "unreachable";
  case WASM_RT_TRAP_CALL_INDIRECT: return "invalid table access";
  }
  return "illegal operation";
}
