"""The evaluation on paper: A4, tagged (PDF/UA-1), with everything it needs inside."""
