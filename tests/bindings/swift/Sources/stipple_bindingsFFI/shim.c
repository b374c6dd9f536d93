// SwiftPM wants one C file in a C module; what the module is for is in its header, which uniffi generates.
#include "stipple_bindingsFFI.h"
