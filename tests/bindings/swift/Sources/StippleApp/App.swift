// Stands for an app's own module: Swift 6 mode, on top of the generated code. What the tests need of an app (a clock, a model
// that is observed) belongs here, so that it is compiled as an app's would be.
@_exported import StippleBindings
