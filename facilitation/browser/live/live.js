// Live: what joins the page of a canvas to everybody else who has it open. Without it the page works by its forms.
