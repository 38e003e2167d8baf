"""Press kits: what journalists read first, words, portraits and figures."""
