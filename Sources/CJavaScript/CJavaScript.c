#include "CJavaScript.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// The API's types are all opaque pointers; it has been stable since 2008, so it is declared here rather than asking
// every build machine for the development package.
typedef const void *Context;
typedef const void *Value;
typedef void *Object;
typedef void *String;

struct JavaScriptEngine {
  void *library;
  void *context;

  void *(*context_create)(void *class);
  void (*context_release)(void *context);
  Object (*global_object)(Context context);
  Value (*evaluate)(Context context, String script, Object this, String url, int line, Value *exception);
  String (*string_create)(const char *text);
  void (*string_release)(String string);
  size_t (*string_maximum)(String string);
  size_t (*string_bytes)(String string, char *buffer, size_t size);
  String (*value_text)(Context context, Value value, Value *exception);
  Value (*value_from_text)(Context context, String text);
  Value (*value_from_boolean)(Context context, bool flag);
  bool (*is_object)(Context context, Value value);
  Value (*property)(Context context, Object object, String name, Value *exception);
  Value (*call)(
      Context context, Object function, Object this, size_t count, const Value arguments[], Value *exception);
};

static void *open_library(void) {
  static const char *const names[] = {
#ifdef __APPLE__
      "/System/Library/Frameworks/JavaScriptCore.framework/JavaScriptCore",
#else
      "libjavascriptcoregtk-4.1.so.0",
      "libjavascriptcoregtk-4.0.so.18",
      "libjavascriptcoregtk-6.0.so.1",
#endif
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library) return library;
  }
  return NULL;
}

JavaScriptEngine *javascript_open(void) {
  void *library = open_library();
  if (!library) return NULL;
  JavaScriptEngine *engine = calloc(1, sizeof *engine);
  if (!engine) return NULL;
  engine->library = library;
  bool complete = true;
#define FIND(member, name) complete &= (engine->member = dlsym(library, name)) != NULL
  FIND(context_create, "JSGlobalContextCreate");
  FIND(context_release, "JSGlobalContextRelease");
  FIND(global_object, "JSContextGetGlobalObject");
  FIND(evaluate, "JSEvaluateScript");
  FIND(string_create, "JSStringCreateWithUTF8CString");
  FIND(string_release, "JSStringRelease");
  FIND(string_maximum, "JSStringGetMaximumUTF8CStringSize");
  FIND(string_bytes, "JSStringGetUTF8CString");
  FIND(value_text, "JSValueToStringCopy");
  FIND(value_from_text, "JSValueMakeString");
  FIND(value_from_boolean, "JSValueMakeBoolean");
  FIND(is_object, "JSValueIsObject");
  FIND(property, "JSObjectGetProperty");
  FIND(call, "JSObjectCallAsFunction");
#undef FIND
  if (complete) engine->context = engine->context_create(NULL);
  if (!engine->context) {
    // The library stays open: unloading an engine that has started threads is not safe.
    free(engine);
    return NULL;
  }
  return engine;
}

static char *copy_text(JavaScriptEngine *engine, Value value, size_t *length) {
  Value exception = NULL;
  String string = engine->value_text(engine->context, value, &exception);
  if (!string || exception) return NULL;
  size_t size = engine->string_maximum(string);
  char *text = malloc(size);
  // What is counted includes the final NUL.
  size_t written = text ? engine->string_bytes(string, text, size) : 0;
  engine->string_release(string);
  if (written == 0) {
    free(text);
    return NULL;
  }
  *length = written - 1;
  return text;
}

char *javascript_run(JavaScriptEngine *engine, const char *script, size_t length) {
  char *terminated = malloc(length + 1);
  if (!terminated) return strdup("out of memory");
  memcpy(terminated, script, length);
  terminated[length] = 0;
  String source = engine->string_create(terminated);
  free(terminated);
  Value exception = NULL;
  engine->evaluate(engine->context, source, NULL, NULL, 1, &exception);
  engine->string_release(source);
  if (!exception) return NULL;
  size_t ignored;
  char *text = copy_text(engine, exception, &ignored);
  return text ? text : strdup("unknown exception");
}

char *javascript_call(JavaScriptEngine *engine, const char *name, const char *text, bool flag, size_t *length) {
  Value exception = NULL;
  String key = engine->string_create(name);
  Value function = engine->property(engine->context, engine->global_object(engine->context), key, &exception);
  engine->string_release(key);
  if (exception || !engine->is_object(engine->context, function)) return NULL;

  String argument = engine->string_create(text);
  Value arguments[2] = {
      engine->value_from_text(engine->context, argument), engine->value_from_boolean(engine->context, flag)};
  engine->string_release(argument);
  Value result = engine->call(engine->context, (Object)function, NULL, 2, arguments, &exception);
  if (exception || !result) return NULL;
  return copy_text(engine, result, length);
}

void javascript_free_text(char *text) { free(text); }

void javascript_close(JavaScriptEngine *engine) {
  engine->context_release(engine->context);
  free(engine);
}
