#include "Mutants.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST = 4096 };

static char unheard[MOST];
int mutants_active = 0;
volatile char *mutants_asked = unheard;

__attribute__((constructor)) static void mutants_begin(void) {
  const char *number = getenv("MUTANTS_ACTIVE"), *path = getenv("MUTANTS_ASKED");
  if (number) mutants_active = atoi(number);
  if (!path) return;
  const int file = open(path, O_RDWR);
  if (file < 0) return;
  void *mapped = mmap(NULL, MOST, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) mutants_asked = mapped;
  close(file);
}
