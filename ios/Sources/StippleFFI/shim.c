// SwiftPM wants one C file in a C module; what the module is for is in its headers, which UniFFI generates.
#include "StippleBindingsFFI.h"
#include "StippleCoreFFI.h"
