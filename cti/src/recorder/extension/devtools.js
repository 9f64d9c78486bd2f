chrome.devtools.panels.create("CTI", "", "panel.html");
