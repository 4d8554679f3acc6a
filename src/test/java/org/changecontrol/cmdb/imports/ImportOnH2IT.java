package org.changecontrol.cmdb.imports;

import org.changecontrol.OnH2;

@OnH2
class ImportOnH2IT extends ImportScenarios {}
