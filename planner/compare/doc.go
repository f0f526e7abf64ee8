// Package compare sets plans of one base under several scenarios beside each
// other: figures with differences, regret, the frontier of cost against an
// exposure, and how cost answers to each driver.
package compare
