// Package svg draws monthly series as charts in SVG.
//
// A Chart holds lines, and bands between two lines: the quantiles of many replications (a fan), or
// parts stacked on one another (Stack). Its vertical axis starts at zero, or is logarithmic where
// values are prices that range over more than a factor of ten. A month without a value is NaN and
// leaves a gap. Labels stand at the end of what they name, so that no colour has to be looked up;
// colours tell apart for most colour-blind readers, and labels do where colours do not.
//
// A picture is plain shapes and text: it needs no script, style sheet or font file, works where a
// page's policy forbids them, and looks alike on screen and in print. Every text is escaped. The
// same values give the same bytes.
//
// The package does not know what it draws, reads no files and does not interact with a reader.
package svg
