#ifndef CJAVASCRIPT_H
#define CJAVASCRIPT_H

#include <stdbool.h>
#include <stddef.h>

// JavaScriptCore's public C API, opened at run time: a build whose formulas are all cached, or a machine without
// the library, never pays for it (31 MB on Linux).
//
// An engine may be used from any thread, by one at a time.

typedef struct JavaScriptEngine JavaScriptEngine;

/// Opens the library and makes a context; NULL where there is no library.
JavaScriptEngine *_Nullable javascript_open(void);

/// Runs a script of `length` bytes of UTF-8. Returns NULL, or what was thrown as text to be freed.
char *_Nullable javascript_run(
    JavaScriptEngine *_Nonnull engine, const char *_Nonnull script, size_t length);

/// Calls the global function `name` with a text and a truth value. Returns the result as text to be freed, its
/// length in `length`; NULL when it threw.
char *_Nullable javascript_call(
    JavaScriptEngine *_Nonnull engine, const char *_Nonnull name, const char *_Nonnull text, bool flag,
    size_t *_Nonnull length);

void javascript_free_text(char *_Nonnull text);

void javascript_close(JavaScriptEngine *_Nonnull engine);

#endif
