#ifndef CJAVASCRIPT_H
#define CJAVASCRIPT_H

// JavaScriptCore's public C API, opened at run time: a build without formulas, or on a machine without the
// library, never pays for it.

#endif
