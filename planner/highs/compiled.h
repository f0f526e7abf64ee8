// The optimiser as machine code: what Go calls (compiled_runtime.c) and what the
// generated dispatch (dispatch.c, made by `make engine`) provides.
#ifndef REMANENCE_COMPILED_H
#define REMANENCE_COMPILED_H

#include <stdint.h>

// One copy of the optimiser with a memory of its own.
typedef struct optimiser optimiser;

// optimiser_init prepares the runtime, once, before all else.
void optimiser_init(void);
// optimiser_new makes a copy. handle is what host calls carry back. NULL: no memory.
optimiser *optimiser_new(uintptr_t handle);
void optimiser_free(optimiser *);
// optimiser_memory is the memory of a copy, which never moves, and its size in bytes.
uint8_t *optimiser_memory(optimiser *, uint32_t *size);
// optimiser_grow adds pages of 64 KiB; 0 if the system has none.
int optimiser_grow(optimiser *, uint32_t pages);

// optimiser_call calls export fn with words; 0, or the number of the trap that ended it.
int optimiser_call(optimiser *, int fn, uint64_t *args, uint64_t *result);
// optimiser_left forgets the call on this thread that a panic of the host has left.
void optimiser_left(void);
// optimiser_link appends the function that receives callbacks to the function table and
// gives its slot; UINT32_MAX when there is no room.
uint32_t optimiser_link(optimiser *);
// optimiser_import makes a host call as the optimiser would; for tests.
void optimiser_import(optimiser *, int fn, uint64_t *stack);
const char *optimiser_trap(int number);

// Of dispatch.c. Names are the short ones of the WebAssembly file.
extern const int export_count, import_count;
const char *export_name(int i);
const char *import_name(int i);
void dispatch_init(void); // once, before all else
uint64_t dispatch(void *instance, int fn, const uint64_t *args);
void *dispatch_new(void *host);    // the generated instance, NULL without memory
void dispatch_free(void *instance);
void *dispatch_memory(void *instance); // its wasm_rt_memory_t
void *dispatch_table(void *instance);  // its wasm_rt_funcref_table_t
void host_call(void *host, int fn, uint64_t *stack);

enum { CALLBACK = -1 }; // the "import" that a callback arrives as

#endif
