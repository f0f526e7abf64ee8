//go:build compiled && (linux || darwin)

// What the translated optimiser needs of a runtime, for any number of copies on any
// number of threads: a memory and a function table for each, and traps that end the
// call with a number instead of the program.
//
// A memory is 8 GiB of address space, all that a 32-bit address and offset can reach, of
// which only the pages in use may be touched. The translated code therefore checks no
// address: a wrong one faults, and the handler below turns a fault inside the memory of
// the running copy into a trap. Every other fault goes on to the handler that was there
// before, which is Go's.
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "wasm-rt.h"

#include "compiled.h"

extern void remanenceHost(uintptr_t handle, int fn, uint64_t *stack); // Go

#define RESERVED ((size_t)8 << 30)
#define PAGE ((uint32_t)65536)

struct optimiser {
  uintptr_t handle;
  uint8_t *base; // of the reserved memory
  void *instance;
};

// The call in progress on this thread: where a trap lands, and the copy it runs. Go
// keeps a call and the host calls inside it on one thread.
static __thread sigjmp_buf *landing;
static __thread optimiser *running;

void wasm_rt_trap(wasm_rt_trap_t code) {
  if (landing == NULL) abort();
  siglongjmp(*landing, (int)code);
}

static struct sigaction before_segv, before_bus;

static void on_fault(int sig, siginfo_t *info, void *context) {
  uint8_t *at = info->si_addr;
  if (landing != NULL && running != NULL && at >= running->base && at < running->base + RESERVED)
    wasm_rt_trap(WASM_RT_TRAP_OOB);
  struct sigaction *before = sig == SIGBUS ? &before_bus : &before_segv;
  if (before->sa_flags & SA_SIGINFO) {
    before->sa_sigaction(sig, info, context);
  } else {
    sigaction(sig, before, NULL); // the default: the fault repeats and ends the program
  }
}

void optimiser_init(void) {
  struct sigaction a;
  memset(&a, 0, sizeof a);
  a.sa_sigaction = on_fault;
  a.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART; // as Go asks of handlers in C
  sigfillset(&a.sa_mask);
  sigaction(SIGSEGV, &a, &before_segv);
  sigaction(SIGBUS, &a, &before_bus);
  dispatch_init();
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
  if (mprotect(running->base, (size_t)pages * PAGE, PROT_READ | PROT_WRITE) != 0) wasm_rt_trap(WASM_RT_TRAP_OOB);
  m->data = running->base;
  m->size = pages * PAGE;
  m->pages = pages;
  m->max_pages = most;
}

uint32_t wasm_rt_grow_memory(wasm_rt_memory_t *m, uint32_t pages) {
  uint32_t old = m->pages;
  if (pages > m->max_pages - old) return UINT32_MAX;
  if (pages > 0 && mprotect(m->data + m->size, (size_t)pages * PAGE, PROT_READ | PROT_WRITE) != 0) return UINT32_MAX;
  m->pages = old + pages;
  m->size = m->pages * PAGE;
  return old;
}

void wasm_rt_free_memory(wasm_rt_memory_t *m) { m->data = NULL; } // optimiser_free unmaps it

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t *t, uint32_t n, uint32_t most) {
  t->data = calloc((size_t)n + 1, sizeof *t->data); // one more for the callback
  t->size = t->data == NULL ? 0 : n;
  t->max_size = most;
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *t) {
  free(t->data);
  t->data = NULL;
}

optimiser *optimiser_new(uintptr_t handle) {
  optimiser *o = calloc(1, sizeof *o);
  if (o == NULL) return NULL;
  o->handle = handle;
  o->base = mmap(NULL, RESERVED, PROT_NONE, MAP_PRIVATE | MAP_ANON | MAP_NORESERVE, -1, 0);
  if (o->base == MAP_FAILED) {
    free(o);
    return NULL;
  }
  sigjmp_buf here;
  landing = &here;
  running = o;
  if (sigsetjmp(here, 1) == 0) o->instance = dispatch_new(o);
  optimiser_left();
  if (o->instance == NULL) {
    munmap(o->base, RESERVED);
    free(o);
    return NULL;
  }
  return o;
}

void optimiser_free(optimiser *o) {
  dispatch_free(o->instance);
  munmap(o->base, RESERVED);
  free(o);
}

int optimiser_call(optimiser *o, int fn, uint64_t *args, uint64_t *result) {
  sigjmp_buf here;
  landing = &here;
  running = o;
  int trap = sigsetjmp(here, 1);
  if (trap == 0) *result = dispatch(o->instance, fn, args);
  optimiser_left();
  return trap;
}

void optimiser_left(void) {
  landing = NULL;
  running = NULL;
}

uint8_t *optimiser_memory(optimiser *o, uint32_t *size) {
  wasm_rt_memory_t *m = dispatch_memory(o->instance);
  *size = m->size;
  return m->data;
}

int optimiser_grow(optimiser *o, uint32_t pages) {
  return wasm_rt_grow_memory(dispatch_memory(o->instance), pages) != UINT32_MAX;
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
