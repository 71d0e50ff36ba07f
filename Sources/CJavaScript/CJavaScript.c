#include "CJavaScript.h"
