// Package chain knows what a kilogram of magnet or material contains and where
// each gram of it has been: element split, origin by stage and country, and the
// exposure of a whole plan.
//
// Unknown origin is never spread over known countries. It is reported apart and
// counts as the worst case wherever a limit is tested.
package chain
