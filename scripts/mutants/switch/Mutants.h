// Which fault is switched on, and which were asked for.
#ifndef MUTANTS_H
#define MUTANTS_H

#include <stdbool.h>

// The number of the one that is on; 0: none.
extern int mutants_active;
// A byte a mutant: 1 once it was asked for. The file that MUTANTS_ASKED names, mapped, so that a process that is killed
// or may not write has told all the same.
extern volatile char *mutants_asked;

static inline bool mutant_is(int number) {
  if (!mutants_asked[number]) mutants_asked[number] = 1;
  return mutants_active == number;
}

#endif
