//! What is said: values of the model and counts become words. Knows nothing of HTML, pages or pictures.

pub(crate) mod codes;
pub(crate) mod durations;
pub(crate) mod estimates;
pub(crate) mod latent;
pub(crate) mod moments;
pub(crate) mod numbers;
pub(crate) mod periods;
pub(crate) mod phrases;
pub(crate) mod reasons;
pub(crate) mod severity_shape;
