package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class ConsultationOnH2IT extends ConsultationScenarios {}
