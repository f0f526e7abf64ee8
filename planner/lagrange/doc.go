// Package lagrange bounds large linear programs that fall into small ones once the
// rows that tie them together are priced: plants that parts share, limits on shares,
// tests and price tiers. For any prices the small programs, each solved exactly, give
// a bound that no solution undercuts (Geoffrion 1974). The prices follow what the
// small solutions miss of each row, with a step of its own for each price from the
// moments of its pull (Kingma and Ba 2015); the mean of the small solutions nearly
// keeps the priced rows (Shor 1985).
package lagrange
