package org.changecontrol.change.process;

import org.changecontrol.change.ChangeCourse;
import org.changecontrol.change.DriftReports;
import org.changecontrol.cmdb.DriftFound;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Opens a retrospective change for what a source found, unless one is open for the same. */
@Component
class DriftWatch {

  private final DriftReports reports;
  private final ChangeCourse course;

  DriftWatch(DriftReports reports, ChangeCourse course) {
    this.reports = reports;
    this.course = course;
  }

  @EventListener
  void on(DriftFound drift) {
    reports.unaccounted(drift).ifPresent(course::detect);
  }
}
