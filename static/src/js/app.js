document.documentElement.classList.add("app-script");
