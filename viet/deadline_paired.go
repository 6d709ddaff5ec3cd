package viet

import "dondoc/workday"

// pairedDeadline reads a list of the year's reports, each with its own last
// day: "6 tháng: trước 05/6; năm: trước 05/12". Days and months must be spread
// evenly over the year, in the order of the reports: no recurrence of ours says
// anything else, and such a list is not understood.
func pairedDeadline(atoms []atom) (workday.Deadline, bool) {
	var ends []int // the month in which the period of each pair ends
	var r recurring
	bounds, befores, reform := 0, 0, false
	for _, a := range atoms {
		switch a.kind {
		case atomFiller, atomList:
		case atomBound:
			bounds++
			if a.before {
				befores++
			}
		case atomPoint:
			if a.point.unit == unitDay {
				if len(r.points) != len(ends)-1 {
					return workday.Deadline{}, false
				}
				r.points = append(r.points, a.point)
				continue
			}
			if a.point.unit != unitQuarter || len(r.points) != len(ends) {
				return workday.Deadline{}, false
			}
			ends = append(ends, 3*a.point.n)
		case atomUnit:
			end := map[string]int{"half": 6, "nine": 9, "year": 12}[a.every]
			if end == 0 || len(r.points) != len(ends) {
				return workday.Deadline{}, false
			}
			ends, reform = append(ends, end), reform || end < 12
		default:
			return workday.Deadline{}, false
		}
	}
	if len(ends) < 2 || len(r.points) != len(ends) || befores != 0 && befores != len(ends) || bounds > len(ends) {
		return workday.Deadline{}, false
	}
	for i, p := range r.points {
		if ends[i] != (i+1)*12/len(ends) || p.year != r.points[0].year {
			return workday.Deadline{}, false
		}
	}
	r.weekday, r.before = -1, befores > 0
	rec, ok := r.yearly()
	if !ok {
		return workday.Deadline{}, false
	}
	if rec.Every == workday.EveryQuarter && reform {
		rec.Every = workday.EveryReform
	}
	return workday.Deadline{Kind: recurringKind(rec.Every), Recurrence: rec}, true
}
