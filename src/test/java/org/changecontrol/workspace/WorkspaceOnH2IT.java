package org.changecontrol.workspace;

import org.changecontrol.OnH2;

@OnH2
class WorkspaceOnH2IT extends WorkspaceScenarios {}
