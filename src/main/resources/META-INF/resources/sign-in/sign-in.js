// Tasklist keeps the address of a task behind the "#", which a browser never sends. It is still in the address
// of this page after the redirect, so the form takes it along.
const to = document.getElementById('to');
if (window.location.hash && to && !to.value.includes('#')) {
  to.value = (to.value || '/') + window.location.hash;
}

const error = document.getElementById('sign-in-error');
if (error) {
  for (const field of document.querySelectorAll('#username, #password')) {
    field.setAttribute('aria-describedby', 'sign-in-error');
  }
}
